package io.slipway;

import io.slipway.agent.AgentMain;
import io.slipway.bench.BenchMain;
import io.slipway.store.BackupCommand;
import java.util.Arrays;

/** The one entry point of the one jar: the first argument chooses the role, the rest belongs to it. */
public final class Slipway {

    private Slipway() {}

    /**
     * Starts a role.
     *
     * @param args the role, then its own options
     */
    public static void main(String[] args) throws Exception {
        var role = args.length == 0 ? "" : args[0];
        var options = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (role) {
            case "server" -> ServerApplication.main(options);
            case "agent" -> AgentMain.main(options);
            case "backup" -> BackupCommand.backup(options);
            case "restore" -> BackupCommand.restore(options);
            case "bench" -> BenchMain.main(options);
            default -> {
                System.err.println("usage: slipway.jar server|agent|backup|restore|bench …");
                System.exit(2);
            }
        }
    }
}
