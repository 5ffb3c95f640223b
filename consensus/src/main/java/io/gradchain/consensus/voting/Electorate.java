package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.types.Address;
import java.util.List;
import java.util.Optional;

/** Who votes in this epoch, who leads, who we are among them; signs and verifies. */
public final class Electorate {
    private final Committee committee;
    private final SigningContext context;
    private final SignatureScheme scheme;
    private final Optional<KeyPair> key;
    private final int self;
    private final Leaders leaders;
    private final List<Address> addresses;

    private record Statement(long view, Hash block, long gas, byte[] digest) {}

    private final Statement[] statements = new Statement[Ballot.BUILD.code() + 1];

    /** @param key none for an observer; a key that is no member's makes an observer too */
    public Electorate(Committee committee, SigningContext context, SignatureScheme scheme, Optional<KeyPair> key) {
        this.committee = committee;
        this.context = context;
        this.scheme = scheme;
        this.key = key;
        this.self = key.map(k -> committee.indexOf(k.publicKey())).orElse(-1);
        this.leaders = new Leaders(committee);
        this.addresses =
                committee.members().stream().map(Committee.Member::address).toList();
    }

    public Committee committee() {
        return committee;
    }

    public SigningContext context() {
        return context;
    }

    public boolean votes() {
        return self >= 0;
    }

    /** Our position in the committee; -1 for an observer. */
    public int self() {
        return self;
    }

    public int leader(long view) {
        return leaders.of(view);
    }

    public Address address(int member) {
        return addresses.get(member);
    }

    public Vote sign(Ballot ballot, long view, Hash block) {
        return new Vote(ballot, view, block, self, sign(ballot, view, block, 0));
    }

    /** The members' votes of one kind are mostly about one view and block: their digest is computed once. */
    private byte[] digest(Ballot ballot, long view, Hash block, long gas) {
        Statement last = statements[ballot.code()];
        if (last == null || last.view != view || last.gas != gas || !last.block.equals(block)) {
            last = new Statement(view, block, gas, context.digest(ballot, view, block, gas));
            statements[ballot.code()] = last;
        }
        return last.digest;
    }

    /** Our signature over a statement; {@code gas} is 0 in all but a Build. */
    public Signature sign(Ballot ballot, long view, Hash block, long gas) {
        return scheme.sign(key.orElseThrow(), digest(ballot, view, block, gas));
    }

    public boolean verify(Vote vote) {
        return verify(vote.signer(), vote.ballot(), vote.view(), vote.block(), 0, vote.signature());
    }

    /** Whether member {@code signer} made that statement; false where there is no such member. */
    public boolean verify(int signer, Ballot ballot, long view, Hash block, long gas, Signature signature) {
        return signer < committee.size()
                && scheme.verify(committee.member(signer).key(), digest(ballot, view, block, gas), signature);
    }

    /** Verifies every signature of a certificate whose weight must be a quorum. */
    public boolean verify(Certificate certificate) {
        return committee.isQuorum(certificate.weight(committee))
                && certificate.votes().stream().allMatch(this::verify);
    }
}
