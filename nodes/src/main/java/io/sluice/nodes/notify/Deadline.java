package io.sluice.nodes.notify;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Closes a connection when its time is up, whoever reads from it or writes to it then.
final class Deadline implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);

    Deadline(Socket socket, Duration patience) {
        Thread.ofVirtual().name("socket-deadline").start(() -> watch(socket, patience));
    }

    private void watch(Socket socket, Duration patience) {
        try {
            if (!over.await(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)) {
                socket.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Then it is closed.
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
