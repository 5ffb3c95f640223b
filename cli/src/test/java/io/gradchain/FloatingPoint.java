package io.gradchain;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads class files down to the opcodes: ArchUnit sees calls and types, but not a {@code dadd} on two locals. */
final class FloatingPoint {
    private FloatingPoint() {}

    static ArchCondition<JavaClass> beFreeOfIt() {
        return new ArchCondition<>("be free of float and double, down to the opcodes") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String place : placesIn(type)) {
                    events.add(
                            SimpleConditionEvent.violated(type, type.getName() + " uses floating point in " + place));
                }
            }
        };
    }

    private static Set<String> placesIn(JavaClass type) {
        Set<String> places = new TreeSet<>();
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            new ClassReader(in).accept(new Scanner(places), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static boolean isFloating(int opcode) {
        String name = opcode < 0 || opcode >= org.objectweb.asm.util.Printer.OPCODES.length
                ? ""
                : org.objectweb.asm.util.Printer.OPCODES[opcode];
        return name.matches("[FD](CONST|LOAD|STORE|ALOAD|ASTORE|ADD|SUB|MUL|DIV|REM|NEG|CMP|RETURN).*")
                || name.matches("[ILFD]2[FD]|[FD]2[IL]|[FD](ALOAD|ASTORE)");
    }

    private static boolean isFloating(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.FLOAT || element.getSort() == Type.DOUBLE;
    }

    private static final class Scanner extends ClassVisitor {
        private final Set<String> places;

        Scanner(Set<String> places) {
            super(Opcodes.ASM9);
            this.places = places;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if (isFloating(Type.getType(descriptor))) {
                places.add("field " + name);
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                if (isFloating(argument)) {
                    places.add("parameter of " + method);
                }
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInsn(int opcode) {
                    record(opcode);
                }

                @Override
                public void visitVarInsn(int opcode, int index) {
                    record(opcode);
                }

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String name, String calledDescriptor, boolean isInterface) {
                    if (isFloating(Type.getReturnType(calledDescriptor))) {
                        places.add(method + " calling " + name);
                    }
                }

                private void record(int opcode) {
                    if (isFloating(opcode)) {
                        places.add(method);
                    }
                }
            };
        }
    }
}
