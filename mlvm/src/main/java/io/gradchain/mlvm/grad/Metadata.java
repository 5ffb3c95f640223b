package io.gradchain.mlvm.grad;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.emit.SourceMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a deploy tells people and tools about its code (M-27); neither the machine nor execution reads it, so it may be
 * missing, wrong or a lie, and only compiling the source again proves it.
 *
 * <pre>
 *  +--------+----------+-----------+----------------+---------------+-------------+
 *  | u8 = 1 | u16      | interface | list of        | bool [+ text] | bool [+ map]|
 *  |        | compiler |           | text + u32 size| source        | places      |
 *  +--------+----------+-----------+----------------+---------------+-------------+
 * </pre>
 *
 * @param compiler {@link Compiler#VERSION} of the compiler that made the code
 * @param sizes it was compiled with; those left out have the default of the source
 * @param places absent without a source
 */
public record Metadata(
        int compiler,
        Interface shown,
        SortedMap<String, Integer> sizes,
        Optional<String> source,
        Optional<SourceMap> places) {
    public static final int FORMAT = 1;

    /** Sizes a contract may have. */
    private static final int SIZES = 256;

    private record Sized(String name, int value) {}

    public Metadata {
        sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
        if (source.isEmpty() && places.isPresent()) {
            throw new IllegalArgumentException("places without a source");
        }
    }

    /** Everything that fits {@link Payload#MAX_METADATA}: without the places where it is longer, then without the source. */
    public static Metadata of(Compiled compiled, SortedMap<String, Integer> sizes, String source) {
        Metadata all = new Metadata(
                Compiler.VERSION, compiled.shown(), sizes, Optional.of(source), Optional.of(compiled.places()));
        if (all.fits()) {
            return all;
        }
        Metadata unplaced = new Metadata(all.compiler, all.shown, all.sizes, all.source, Optional.empty());
        return unplaced.fits() ? unplaced : all.withoutSource();
    }

    private boolean fits() {
        return encoded().length <= Payload.MAX_METADATA;
    }

    /** Interface, compiler and sizes alone. */
    public Metadata withoutSource() {
        return new Metadata(compiler, shown, sizes, Optional.empty(), Optional.empty());
    }

    /** @throws io.gradchain.genesis.codec.DecodeException for whatever is no canonical metadata */
    public static Metadata decode(byte[] bytes) {
        return ByteReader.decode(bytes, Metadata::read);
    }

    private static Metadata read(ByteReader in) {
        int format = in.u8();
        if (format != FORMAT) {
            throw in.fail("metadata of format " + format + ", known is " + FORMAT);
        }
        return new Metadata(
                in.u16(),
                Interface.read(in),
                readSizes(in),
                in.bool() ? Optional.of(in.text(Payload.MAX_METADATA)) : Optional.empty(),
                in.bool() ? Optional.of(SourceMap.read(in)) : Optional.empty());
    }

    private static SortedMap<String, Integer> readSizes(ByteReader in) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        for (Sized size : in.list(SIZES, r -> new Sized(r.text(Limits.NAME_BYTES), r.u32()))) {
            if (!sizes.isEmpty() && size.name.compareTo(sizes.lastKey()) <= 0) {
                throw in.fail("sizes out of order");
            }
            sizes.put(size.name, size.value);
        }
        return sizes;
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(FORMAT).u16(compiler);
        Interface.write(out, shown);
        List<Map.Entry<String, Integer>> all = List.copyOf(sizes.entrySet());
        out.list(all, (o, size) -> o.text(size.getKey()).u32(size.getValue()));
        out.bool(source.isPresent());
        source.ifPresent(out::text);
        out.bool(places.isPresent());
        places.ifPresent(map -> SourceMap.write(out, map));
        return out.toByteArray();
    }
}
