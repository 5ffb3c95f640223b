package io.gradchain.node.api;

import io.gradchain.node.log.LogLevels;
import io.gradchain.node.log.LogModule;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code node_log_level}: how much the modules of the node say. */
public final class LogMethods {
    private LogMethods() {}

    public static void register(RpcMethods methods) {
        methods.registerDevOnly(
                "node_log_level",
                "Sets how much a module of this process logs; tells the levels of all, without parameters too.",
                List.of(
                        Param.optional("module", "text", "Such as consensus or network."),
                        Param.optional("level", "text", "OFF, ERROR, WARN, INFO, DEBUG or TRACE.")),
                LogMethods::level);
    }

    private static RpcResult level(RpcParams params) {
        Optional<LogLevels> levels = LogLevels.find();
        if (levels.isEmpty()) {
            return RpcResult.failed(RpcErrorCode.UNSUPPORTED.with("nothing that writes logs can be told"));
        }
        Optional<String> module = params.findText("module");
        Optional<String> level = params.findText("level");
        if (module.isPresent() != level.isPresent()) {
            throw RpcParams.bad("module and level belong together");
        }
        module.ifPresent(name -> levels.get().set(find(name).logger(), known(level.get())));
        ObjectNode json = Json.object();
        for (LogModule one : LogModule.values()) {
            json.put(one.id(), levels.get().of(one.logger()));
        }
        return RpcResult.ok(json);
    }

    private static LogModule find(String name) {
        return LogModule.find(name)
                .orElseThrow(() -> RpcParams.bad("module is none of "
                        + Arrays.stream(LogModule.values()).map(LogModule::id).toList()));
    }

    private static String known(String level) {
        if (!LogLevels.LEVELS.contains(level)) {
            throw RpcParams.bad("level is none of " + LogLevels.LEVELS);
        }
        return level;
    }
}
