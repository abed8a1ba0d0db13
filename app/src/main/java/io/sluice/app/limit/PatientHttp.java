package io.sluice.app.limit;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 by Tomcat, with a bound on how long a client may take *in all* to send the head of a
/// request, and the rest of a body that nobody reads. Tomcat itself bounds only the pause between
/// two bytes, so that whoever sends one now and then would keep a connection for hours.
///
/// Public, as Tomcat makes it by its name.
public final class PatientHttp extends Http11NioProtocol {
    private static final long LOOK_MILLIS = 500;

    private final Set<Timed> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile long patienceMillis = 20_000;
    private volatile @Nullable ScheduledFuture<?> looking;

    public long getPatienceMillis() {
        return patienceMillis;
    }

    /// How long a client may take in all.
    public void setPatienceMillis(long millis) {
        patienceMillis = millis;
    }

    @Override
    protected Processor createProcessor() {
        var made = new Timed(this, getAdapter());
        processors.add(made);
        return made;
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking =
                getUtilityExecutor()
                        .scheduleWithFixedDelay(
                                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        var before = looking;
        if (before != null) {
            before.cancel(false);
        }
        super.stop();
    }

    private void look() {
        long now = System.nanoTime();
        List<Timed> all;
        synchronized (processors) {
            all = List.copyOf(processors);
        }
        all.forEach(one -> one.look(now, TimeUnit.MILLISECONDS.toNanos(patienceMillis)));
    }

    /// Knows since when its client has been expected to come to an end.
    private static final class Timed extends Http11Processor {
        private static final long NOT_YET = -1;

        private long endingSince = NOT_YET;

        Timed(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        void look(long now, long patience) {
            int stage = getRequest().getRequestProcessor().getStage();
            if (stage == Constants.STAGE_ENDINPUT) {
                endingSince = endingSince == NOT_YET ? now : endingSince;
                if (now - endingSince > patience) {
                    end();
                }
                return;
            }
            endingSince = NOT_YET;
            long began = getRequest().getStartTimeNanos();
            if (isHead(stage) && began >= 0 && now - began > patience) {
                end();
            }
        }

        /// A request whose head is not whole is put aside as ended, with the time of its first
        /// byte.
        private boolean isHead(int stage) {
            return !isAsync() && (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED);
        }

        /// Tomcat's own thread then finds the end of what comes in, and closes.
        private void end() {
            var socket = socketWrapper;
            if (socket != null && socket.getSocket() instanceof NioChannel channel) {
                try {
                    channel.getIOChannel().shutdownInput();
                } catch (IOException e) {
                    // It has ended by itself.
                }
            }
        }
    }
}
