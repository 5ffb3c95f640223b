package io.gradchain.node.keys;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.node.rpc.Json;
import java.util.HexFormat;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link Keystore} as the JSON of EIP-2335, version 4. Fields it does not name are passed over. */
public final class KeystoreJson {
    private static final HexFormat HEX = HexFormat.of();
    private static final int MAX_HEX = 4 * Keystore.MAX_TEXT;

    private KeystoreJson() {}

    public static byte[] write(Keystore keystore) {
        ObjectNode root = Json.object();
        ObjectNode crypto = root.putObject("crypto");
        kdf(module(crypto, "kdf", function(keystore.kdf()), ""), keystore.kdf());
        module(crypto, "checksum", "sha256", HEX.formatHex(keystore.checksum()));
        module(crypto, "cipher", "aes-128-ctr", HEX.formatHex(keystore.cipher()))
                .put("iv", HEX.formatHex(keystore.iv()));
        root.put("description", keystore.description())
                .put("pubkey", keystore.publicKey())
                .put("path", keystore.path())
                .put("uuid", keystore.uuid().toString())
                .put("version", Keystore.VERSION);
        return Json.write(root);
    }

    /** Refuses with G-111 what is not such a file, or asks for more work than {@link Kdf} allows; no work is done yet. */
    public static Attempt<Keystore> read(byte[] utf8) {
        try {
            return new Attempt.Done<>(of(Json.read(utf8)));
        } catch (JacksonException e) {
            return Attempt.refused(GenesisError.BAD_KEYSTORE, "", "it is not one JSON object");
        } catch (IllegalArgumentException e) {
            return Attempt.refused(GenesisError.BAD_KEYSTORE, "", e.getMessage());
        }
    }

    private static Keystore of(JsonNode root) {
        if (number(root, "version") != Keystore.VERSION) {
            throw new IllegalArgumentException("version is not " + Keystore.VERSION);
        }
        JsonNode crypto = root.path("crypto");
        expect(crypto, "checksum", "sha256");
        expect(crypto, "cipher", "aes-128-ctr");
        return new Keystore(
                kdf(crypto.path("kdf")),
                bytes(crypto.path("checksum"), "message"),
                bytes(crypto.path("cipher").path("params"), "iv"),
                bytes(crypto.path("cipher"), "message"),
                optional(root, "description"),
                optional(root, "pubkey"),
                text(root, "path"),
                uuid(text(root, "uuid")));
    }

    private static Kdf kdf(JsonNode kdf) {
        JsonNode params = kdf.path("params");
        int dklen = number(params, "dklen");
        byte[] salt = bytes(params, "salt");
        return switch (text(kdf, "function")) {
            case "scrypt" -> new Kdf.Scrypt(dklen, number(params, "n"), number(params, "r"), number(params, "p"), salt);
            case "pbkdf2" -> {
                if (!text(params, "prf").equals("hmac-sha256")) {
                    throw new IllegalArgumentException("prf is not hmac-sha256");
                }
                yield new Kdf.Pbkdf2(dklen, number(params, "c"), salt);
            }
            default -> throw new IllegalArgumentException("kdf is neither scrypt nor pbkdf2");
        };
    }

    private static void kdf(ObjectNode params, Kdf kdf) {
        params.put("dklen", kdf.dklen());
        switch (kdf) {
            case Kdf.Scrypt scrypt ->
                params.put("n", scrypt.n()).put("p", scrypt.p()).put("r", scrypt.r());
            case Kdf.Pbkdf2 pbkdf2 -> params.put("c", pbkdf2.rounds()).put("prf", "hmac-sha256");
        }
        params.put("salt", HEX.formatHex(kdf.salt()));
    }

    private static String function(Kdf kdf) {
        return switch (kdf) {
            case Kdf.Scrypt _ -> "scrypt";
            case Kdf.Pbkdf2 _ -> "pbkdf2";
        };
    }

    /** The parameters of a new module. */
    private static ObjectNode module(ObjectNode crypto, String name, String function, String message) {
        ObjectNode module = crypto.putObject(name).put("function", function);
        ObjectNode params = module.putObject("params");
        module.put("message", message);
        return params;
    }

    private static void expect(JsonNode crypto, String module, String function) {
        if (!text(crypto.path(module), "function").equals(function)) {
            throw new IllegalArgumentException(module + " is not " + function);
        }
    }

    private static String optional(JsonNode node, String field) {
        return node.path(field).isMissingNode() ? "" : text(node, field);
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isString() || node.path(field).stringValue().length() > MAX_HEX) {
            throw new IllegalArgumentException(field + " is no text, or longer than " + MAX_HEX);
        }
        return node.path(field).stringValue();
    }

    private static byte[] bytes(JsonNode node, String field) {
        String hex = text(node, field);
        try {
            return HEX.parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " is not hexadecimal", e);
        }
    }

    private static int number(JsonNode node, String field) {
        if (!node.path(field).isIntegralNumber() || !node.path(field).canConvertToInt()) {
            throw new IllegalArgumentException(field + " is no whole number of 32 bits");
        }
        return node.path(field).intValue();
    }

    /** {@link UUID#fromString} reads shorter forms too. */
    private static UUID uuid(String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new IllegalArgumentException("uuid is not one of RFC 4122");
        }
        return UUID.fromString(text);
    }
}
