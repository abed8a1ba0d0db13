package io.sluice.nodes.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/// Sockets that ask the guard in `connect`, the last moment before anything leaves.
final class GuardedSocketFactory extends SocketFactory {
    private final EgressGuard guard;

    GuardedSocketFactory(EgressGuard guard) {
        this.guard = guard;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(guard, Long.MAX_VALUE);
    }

    /// @param most how many bytes may be read of it
    static Socket reading(EgressGuard guard, long most) {
        return new GuardedSocket(guard, most);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(guard.resolve(host).getFirst(), port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private Socket connected(InetSocketAddress target) throws IOException {
        var socket = createSocket();
        try {
            socket.connect(target);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class GuardedSocket extends Socket {
        private final EgressGuard guard;

        private final long most;

        GuardedSocket(EgressGuard guard, long most) {
            this.guard = guard;
            this.most = most;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var in = super.getInputStream();
            return most == Long.MAX_VALUE ? in : new BoundedInput(in, most);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target)) {
                throw new EgressRefused("Expected an internet address, found " + endpoint + ".");
            }
            guard.check(target);
            super.connect(endpoint, timeout);
        }
    }
}
