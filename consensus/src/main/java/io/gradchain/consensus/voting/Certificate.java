package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import java.util.ArrayList;
import java.util.List;

/**
 * A quorum's votes of one kind for one view and block (C-12). On the wire the signers are a bitmap, so none counts twice.
 * Whether they are a quorum depends on the committee: see {@link #weight} and {@link VoteBook}.
 *
 * @param block {@link Hash#ZERO} for Nullify
 * @param signers strictly ascending positions in the committee
 * @param signatures one for each signer
 */
public record Certificate(Ballot ballot, long view, Hash block, List<Integer> signers, List<Signature> signatures) {
    private static final int MAX_BITMAP = Committee.MAX_MEMBERS / 8;

    public Certificate {
        signers = List.copyOf(signers);
        signatures = List.copyOf(signatures);
        if (ballot == Ballot.BUILD || ballot == Ballot.PROPOSE || view < 1 || signers.isEmpty()) {
            throw new IllegalArgumentException("not a certificate");
        }
        if ((ballot == Ballot.NULLIFY) != block.equals(Hash.ZERO) || signers.size() != signatures.size()) {
            throw new IllegalArgumentException("a certificate's parts do not fit");
        }
        int last = -1;
        for (int signer : signers) {
            if (signer <= last || signer >= Committee.MAX_MEMBERS) {
                throw new IllegalArgumentException("signers ascend strictly");
            }
            last = signer;
        }
    }

    /** Of votes that agree in kind, view and block, in the order of their signers. */
    public static Certificate of(List<Vote> votes) {
        Vote first = votes.getFirst();
        List<Integer> signers = votes.stream().map(Vote::signer).toList();
        List<Signature> signatures = votes.stream().map(Vote::signature).toList();
        return new Certificate(first.ballot(), first.view(), first.block(), signers, signatures);
    }

    public List<Vote> votes() {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < signers.size(); i++) {
            votes.add(new Vote(ballot, view, block, signers.get(i), signatures.get(i)));
        }
        return votes;
    }

    /** The signers' weight, or -1 when one of them is no member. */
    public long weight(Committee committee) {
        if (signers.getLast() >= committee.size()) {
            return -1;
        }
        long weight = 0;
        for (int signer : signers) {
            weight += committee.member(signer).weight();
        }
        return weight;
    }

    public static Certificate read(ByteReader in) {
        Ballot ballot = Ballot.ofCode(in.u8());
        if (ballot == null || ballot == Ballot.BUILD || ballot == Ballot.PROPOSE) {
            throw in.fail("not a kind of certificate");
        }
        long view = in.u63();
        Hash block = ballot == Ballot.NULLIFY ? Hash.ZERO : Hash.read(in);
        if (view == 0 || (ballot != Ballot.NULLIFY && block.equals(Hash.ZERO))) {
            throw in.fail("a certificate names a view and a block");
        }
        byte[] bitmap = in.bytes(MAX_BITMAP);
        if (bitmap.length == 0 || bitmap[bitmap.length - 1] == 0) {
            throw in.fail("the bitmap of signers is not minimal");
        }
        List<Integer> signers = new ArrayList<>(bitmap.length * 8);
        List<Signature> signatures = new ArrayList<>(bitmap.length * 8);
        for (int i = 0; i < bitmap.length * 8; i++) {
            if ((bitmap[i >>> 3] >>> (i & 7) & 1) == 1) {
                signers.add(i);
                signatures.add(Signature.read(in));
            }
        }
        return new Certificate(ballot, view, block, signers, signatures);
    }

    public static void write(ByteWriter out, Certificate certificate) {
        out.u8(certificate.ballot.code()).u63(certificate.view);
        if (certificate.ballot != Ballot.NULLIFY) {
            Hash.write(out, certificate.block);
        }
        byte[] bitmap = new byte[certificate.signers.getLast() / 8 + 1];
        for (int signer : certificate.signers) {
            bitmap[signer >>> 3] |= (byte) (1 << (signer & 7));
        }
        out.bytes(bitmap);
        certificate.signatures.forEach(signature -> Signature.write(out, signature));
    }
}
