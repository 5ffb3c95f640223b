package io.gradchain.consensus.light;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.KeyedHashScheme;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.simplex.Seal;
import io.gradchain.consensus.simplex.SimplexEngine;
import io.gradchain.consensus.solo.SoloEngine;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A chain of four-block epochs; eight keys, of which three vote in each epoch, weights 5, 3 and 2. */
class LightClientTest {
    private static final int EPOCH = 4;
    private static final Hash ROOT = Hash.ZERO;

    private final KeyedHashScheme scheme = new KeyedHashScheme();
    private final List<KeyPair> keys = IntStream.range(0, 8)
            .mapToObj(i -> KeyPair.fromSeed(scheme, seed(i)))
            .toList();
    private final ChainSpec spec = new ChainSpec(
            "light",
            7,
            true,
            0,
            "pos",
            new TreeMap<>(Map.of("epoch_blocks", (long) EPOCH)),
            committee(0).members().stream()
                    .map(member -> new ChainSpec.Validator(
                            "v" + member.weight(), member.key(), member.weight(), member.address()))
                    .toList(),
            List.of());
    private final ConsensusEngine engine = SimplexEngine.create(spec, Optional.empty(), scheme, 0);
    private final LightClient client = new LightClient(spec, engine, ROOT);

    private static byte[] seed(int i) {
        byte[] seed = new byte[KeyPair.SEED_BYTES];
        seed[0] = (byte) (i + 1);
        return seed;
    }

    /** Members e, e + 1 and e + 2: one leaves and one joins each time. */
    private Committee committee(long epoch) {
        long[] weights = {5, 3, 2};
        return new Committee(
                epoch,
                IntStream.range(0, 3)
                        .mapToObj(i -> new Committee.Member(
                                keys.get((int) ((epoch + i) % keys.size())).publicKey(), weights[i]))
                        .toList());
    }

    private Electorate electorate(long epoch, int member) {
        SigningContext context = new SigningContext(spec.chainId(), spec.hash(), epoch, 0);
        KeyPair key = keys.get((int) ((epoch + member) % keys.size()));
        return new Electorate(committee(epoch), context, scheme, Optional.of(key));
    }

    private BlockHeader header(long height, long view, Address proposer) {
        long epoch = (height - 1) / EPOCH;
        Hash next = height % EPOCH == 0 ? committee(epoch + 1).hash() : Hash.ZERO;
        return new BlockHeader(
                spec.chainId(),
                height,
                height,
                Hash.ZERO,
                proposer,
                Hash.ZERO,
                Hash.ZERO,
                Hash.ZERO,
                0,
                next,
                Hash.ZERO,
                new byte[0],
                new Seal(view, view - 1).encoded());
    }

    /** A header of the leader of its view, which is its position in the epoch. */
    private BlockHeader header(long height) {
        long epoch = (height - 1) / EPOCH;
        long view = (height - 1) % EPOCH + 1;
        Electorate electorate = electorate(epoch, 0);
        return header(height, view, electorate.address(electorate.leader(view)));
    }

    private byte[] proof(BlockHeader header, long epoch, long view, int... signers) {
        Certificate certificate = Certificate.of(Arrays.stream(signers)
                .mapToObj(signer -> electorate(epoch, signer).sign(Ballot.FINALIZE, view, header.hash()))
                .toList());
        MessageCodec codec = new MessageCodec(electorate(epoch, 0).context());
        return codec.encode(new Message.Certified(certificate));
    }

    private byte[] proof(BlockHeader header) {
        return proof(header, (header.height() - 1) / EPOCH, Seal.viewOf(header), 0, 1);
    }

    private void accepts(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
    }

    private void refuses(Judgement judgement, LightRule rule) {
        BlockHeader before = client.tip();
        assertThat(judgement)
                .isInstanceOfSatisfying(
                        Judgement.Refused.class,
                        refused -> assertThat(refused.rule())
                                .as(refused.toString())
                                .isEqualTo(rule));
        assertThat(client.tip()).isEqualTo(before);
    }

    @Test
    void oneProofPassesAnyNumberOfBlocksOfAnEpoch() {
        accepts(client.advance(header(3), proof(header(3))));
        assertThat(client.tip()).isEqualTo(header(3));
        assertThat(client.confirmed(0)).contains(header(3));
    }

    @Test
    void theLastHeaderOfAnEpochHandsOver() {
        for (long epoch = 0; epoch < 30; epoch++) {
            BlockHeader end = header((epoch + 1) * EPOCH);
            accepts(client.advance(end, proof(end)));
            accepts(client.handOver(committee(epoch + 1).encoded()));
        }
        assertThat(client.tip().height()).isEqualTo(30 * EPOCH);
        assertThat(client.committee()).isEqualTo(committee(30));
    }

    @Test
    void anEndBlockMayBeFinalizedInALaterViewAndNoOther() {
        refuses(client.advance(header(3), proof(header(3), 0, 7, 0, 1)), LightRule.FINALITY);
        accepts(client.advance(header(4), proof(header(4), 0, 7, 0, 1)));
    }

    @Test
    void tooLittleWeightProvesNothing() {
        refuses(client.advance(header(2), proof(header(2), 0, 2, 1, 2)), LightRule.FINALITY);
        refuses(client.advance(header(2), proof(header(2), 0, 2, 0)), LightRule.FINALITY);
        accepts(client.advance(header(2), proof(header(2), 0, 2, 0, 2)));
    }

    @Test
    void aProofOfAnotherHeaderOrOfOtherWordsProvesNothing() {
        refuses(client.advance(header(2), proof(header(3))), LightRule.FINALITY);
        Certificate notarized = Certificate.of(List.of(
                electorate(0, 0).sign(Ballot.NOTARIZE, 2, header(2).hash()),
                electorate(0, 1).sign(Ballot.NOTARIZE, 2, header(2).hash())));
        byte[] bytes = new MessageCodec(electorate(0, 0).context()).encode(new Message.Certified(notarized));
        refuses(client.advance(header(2), bytes), LightRule.FINALITY);
    }

    @Test
    void brokenProofsAreRefusedAtEveryByte() {
        byte[] proof = proof(header(2));
        for (int i = 0; i < proof.length; i++) {
            refuses(client.advance(header(2), Arrays.copyOf(proof, i)), LightRule.FINALITY);
            byte[] flipped = proof.clone();
            flipped[i] ^= 1;
            refuses(client.advance(header(2), flipped), LightRule.FINALITY);
        }
    }

    @Test
    void anotherEpochsCommitteeIsOfNoUse() {
        BlockHeader later = header(EPOCH + 2);
        refuses(client.advance(later, proof(later)), LightRule.EPOCH);
        refuses(client.advance(later, proof(later, 0, 2, 0, 1)), LightRule.EPOCH);
        accepts(client.advance(header(EPOCH), proof(header(EPOCH))));
        refuses(client.advance(later, proof(later)), LightRule.EPOCH);
        accepts(client.handOver(committee(1).encoded()));
        refuses(client.advance(later, proof(later, 0, 2, 0, 1)), LightRule.FINALITY);
        accepts(client.advance(later, proof(later)));
    }

    @Test
    void onlyTheCommitteeAnEndHeaderCommitsToTakesOver() {
        accepts(client.advance(header(3), proof(header(3))));
        refuses(client.handOver(committee(1).encoded()), LightRule.NO_END);
        accepts(client.advance(header(EPOCH), proof(header(EPOCH))));
        byte[] next = committee(1).encoded();
        for (int i = 0; i < next.length; i++) {
            refuses(client.handOver(Arrays.copyOf(next, i)), LightRule.COMMITTEE);
            byte[] flipped = next.clone();
            flipped[i] ^= 1;
            refuses(client.handOver(flipped), LightRule.COMMITTEE);
        }
        refuses(client.handOver(committee(0).encoded()), LightRule.COMMITTEE);
        refuses(client.handOver(committee(2).encoded()), LightRule.COMMITTEE);
        accepts(client.handOver(next));
        refuses(client.handOver(next), LightRule.COMMITTEE);
    }

    @Test
    void aHeaderIsTheRightLeadersOfThisChainAndNew() {
        Electorate electorate = electorate(0, 0);
        BlockHeader wrong = header(2, 2, electorate.address((electorate.leader(2) + 1) % 3));
        refuses(client.advance(wrong, proof(wrong)), LightRule.SEAL);
        BlockHeader misplaced = header(1, 3, electorate.address(electorate.leader(3)));
        refuses(client.advance(misplaced, proof(misplaced)), LightRule.SEAL);
        BlockHeader unsealed = header(2).withSeal(new byte[] {1, 2, 3});
        refuses(client.advance(unsealed, proof(unsealed, 0, 2, 0, 1)), LightRule.SEAL);
        accepts(client.advance(header(2), proof(header(2))));
        refuses(client.advance(header(2), proof(header(2))), LightRule.HEIGHT);
        refuses(client.advance(header(1), proof(header(1))), LightRule.HEIGHT);
        ChainSpec other = new ChainSpec("light", 8, true, 0, "pos", spec.parameters(), spec.validators(), List.of());
        LightClient elsewhere = new LightClient(other, engine, ROOT);
        assertThat(elsewhere.advance(header(3), proof(header(3))))
                .isInstanceOfSatisfying(
                        Judgement.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(LightRule.CHAIN));
    }

    @Test
    void aSoloChainIsFollowedByItsOneSignature() {
        ChainSpec solo =
                new ChainSpec("solo", 7, true, 0, SoloEngine.ID, new TreeMap<>(), spec.validators(), List.of());
        LightClient follower = new LightClient(solo, new SoloEngine(solo, Optional.empty(), scheme), ROOT);
        BlockHeader header = header(9, 1, committee(0).member(0).address());
        byte[] digest = Hashing.hash(
                        Domain.CONSENSUS_MESSAGE,
                        solo.hash().bytes(),
                        header.hash().bytes())
                .bytes();
        byte[] proof = scheme.sign(keys.getFirst(), digest).bytes();
        assertThat(follower.advance(header, scheme.sign(keys.get(1), digest).bytes()))
                .isInstanceOf(Judgement.Refused.class);
        accepts(follower.advance(header, proof));
        assertThat(follower.tip()).isEqualTo(header);
    }
}
