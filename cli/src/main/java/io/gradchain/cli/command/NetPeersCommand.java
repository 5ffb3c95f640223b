package io.gradchain.cli.command;

import io.gradchain.cli.lab.BanLine;
import io.gradchain.cli.lab.LabNet;
import io.gradchain.cli.lab.PeerLine;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows who is connected to whom, and who is banned. */
@Command(
        name = "peers",
        description = "Show every connection: direction, rate, queue, points of misbehaviour; and who is banned.")
final class NetPeersCommand implements Runnable {
    @Mixin
    private Common common;

    @Override
    public void run() {
        try (LabNet net = LabNet.open(common.home().testnet())) {
            List<PeerLine> peers = net.peers();
            show(common.screen(), peers, net.bans());
        }
    }

    /** The tables and the result of a command that looks at peers. */
    static void show(Screen screen, List<PeerLine> peers, List<BanLine> bans) {
        screen.heading(peers.size() + " connections, each told by both ends");
        TextTable table = new TextTable("node", "peer", "direction", "bytes/s in", "queued bytes", "final", "points");
        peers.forEach(peer -> table.row(
                peer.node(),
                peer.peer(),
                peer.inbound() ? "in" : "out",
                Long.toString(peer.receivedPerSecond()),
                Long.toString(peer.queuedBytes()),
                peer.finalHeight(),
                Integer.toString(peer.points())));
        screen.table(table);
        if (bans.isEmpty()) {
            screen.line("  nobody is banned");
        } else {
            TextTable banned = new TextTable("node", "banned", "seconds left", "reason");
            bans.forEach(ban -> banned.row(ban.node(), ban.who(), Long.toString(ban.secondsLeft()), ban.reason()));
            screen.table(banned);
            screen.next("gradchain net unban " + bans.getFirst().who());
        }
        screen.result(json(peers, bans));
    }

    private static ObjectNode json(List<PeerLine> peers, List<BanLine> bans) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
        ArrayNode list = result.putArray("peers");
        peers.forEach(peer -> peer.write(list.addObject()));
        ArrayNode banned = result.putArray("bans");
        bans.forEach(ban -> ban.write(banned.addObject()));
        return result;
    }
}
