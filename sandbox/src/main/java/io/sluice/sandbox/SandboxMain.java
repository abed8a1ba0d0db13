package io.sluice.sandbox;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Runs the sandbox until it is told to stop. Says one line on standard output when it is ready;
/// exits with 2 for bad options and 1 when it cannot start.
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            SandboxOptions options = SandboxOptions.read(arguments, System.getenv());
            SandboxServer server = SandboxServer.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sandbox-stop"));
            System.out.println("Sandbox ready on " + server.url());
        } catch (IllegalArgumentException e) {
            leave(2, e);
        } catch (IOException | IllegalStateException e) {
            leave(1, e);
        }
        new CountDownLatch(1).await();
    }

    private static void leave(int status, Exception problem) {
        System.err.println(problem.getMessage());
        System.exit(status);
    }
}
