package io.gradchain.storage.state;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The root by the words of S-2 to S-4 alone, from scratch, over keys as strings of 256 binary digits; shares no code with
 * the tree it judges, not even the hash of a domain.
 */
final class NaiveTree {
    private NaiveTree() {}

    /** Root in hex of entries keyed by hex. */
    static String root(Map<String, byte[]> entries) {
        TreeMap<String, byte[]> byBits = new TreeMap<>();
        entries.forEach((key, value) -> {
            String bits = new BigInteger(key, 16).toString(2);
            byBits.put("0".repeat(256 - bits.length()) + bits, value);
        });
        return HexFormat.of().formatHex(root(byBits, ""));
    }

    private static byte[] root(SortedMap<String, byte[]> entries, String prefix) {
        SortedMap<String, byte[]> below = new TreeMap<>();
        entries.forEach((bits, value) -> {
            if (bits.startsWith(prefix)) {
                below.put(bits, value);
            }
        });
        if (below.isEmpty()) {
            return new byte[32];
        }
        if (below.size() == 1) {
            byte[] value = sha256("state-value", below.get(below.firstKey()));
            return sha256("state-leaf", packed(below.firstKey()), value);
        }
        long zeros = below.keySet().stream()
                .filter(bits -> bits.charAt(prefix.length()) == '0')
                .count();
        if (zeros == below.size()) {
            return root(below, prefix + "0");
        }
        if (zeros == 0) {
            return root(below, prefix + "1");
        }
        byte[] depth = {(byte) prefix.length()};
        return sha256("state-node", depth, packed(prefix), root(below, prefix + "0"), root(below, prefix + "1"));
    }

    private static byte[] packed(String bits) {
        byte[] out = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            out[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return out;
    }

    private static byte[] sha256(String domain, byte[]... parts) {
        try {
            byte[] tag = ("gradchain/" + domain).getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream in = new ByteArrayOutputStream();
            in.write(tag.length);
            in.writeBytes(tag);
            for (byte[] part : parts) {
                in.writeBytes(part);
            }
            return MessageDigest.getInstance("SHA-256").digest(in.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
