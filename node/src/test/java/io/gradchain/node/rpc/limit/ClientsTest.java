package io.gradchain.node.rpc.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accounts of addresses, in a time of the test's own. */
final class ClientsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Clients clients =
            new Clients(2, new CallLimits(1, 1, 3, 2, Duration.ofSeconds(1), 1 << 20, 200, 50_000));

    private Optional<Client> connect(String address, long now) throws Exception {
        return clients.connect(InetAddress.getByName(address), now);
    }

    @Test
    void anAddressMaySpendItsRateAndOwesWhatIsBeyond() throws Exception {
        Client client = connect("192.0.2.1", 0).orElseThrow();
        assertThat(client.spend(200, 0)).isZero();
        assertThat(client.spend(1_000, 0)).isEqualTo(5 * SECOND);
        assertThat(client.spend(0, 5 * SECOND)).isZero();
        assertThat(connect("127.0.0.1", 0).orElseThrow().spend(50_000, 0)).isZero();
    }

    @Test
    void aNewConnectionDoesNotForgetADebt() throws Exception {
        Client client = connect("192.0.2.1", 0).orElseThrow();
        assertThat(client.spend(600, 0)).isPositive();
        clients.disconnect(client);
        for (int i = 0; i < 5_000; i++) {
            connect("10.0." + i / 250 + "." + i % 250, 0).ifPresent(clients::disconnect);
        }
        assertThat(connect("192.0.2.1", 0).orElseThrow().spend(0, 0)).isEqualTo(2 * SECOND);
    }

    @Test
    void connectionsAndWaitersOfAnAddressAreBoundedAndThoseOfThisMachineOnlyInAll() throws Exception {
        Client client = connect("2001:db8::1", 0).orElseThrow();
        assertThat(connect("2001:db8::ffff:2", 0)).contains(client);
        assertThat(connect("2001:db8::3", 0)).as("the same network").isEmpty();
        assertThat(connect("2001:db8:0:1::1", 0)).as("another").isPresent();
        assertThat(clients.startWaiting(client)).isTrue();
        assertThat(clients.startWaiting(client)).isTrue();
        assertThat(clients.startWaiting(client)).isFalse();
        Client local = connect("127.0.0.1", 0).orElseThrow();
        for (int i = 0; i < 10; i++) {
            assertThat(connect("::1", 0)).contains(local);
        }
        assertThat(clients.startWaiting(local)).isTrue();
        assertThat(clients.startWaiting(local)).as("three in all").isFalse();
        clients.stopWaiting(client);
        assertThat(clients.startWaiting(local)).isTrue();
    }

    @Test
    void theTableOfAddressesIsBounded() throws Exception {
        int let = 0;
        for (int i = 0; i < 5_000; i++) {
            let += connect("10.1." + i / 250 + "." + i % 250, 0).isPresent() ? 1 : 0;
        }
        assertThat(let).isEqualTo(4_096);
    }
}
