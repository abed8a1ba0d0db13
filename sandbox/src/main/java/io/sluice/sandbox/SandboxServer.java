package io.sluice.sandbox;

import io.sluice.sandbox.aws.AwsFront;
import io.sluice.sandbox.control.ControlApi;
import io.sluice.sandbox.control.Courier;
import io.sluice.sandbox.gate.FrontDoor;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.SocketServer;
import io.sluice.sandbox.intel.AbuseFront;
import io.sluice.sandbox.intel.FeedFront;
import io.sluice.sandbox.kubernetes.KubernetesFront;
import io.sluice.sandbox.qualys.QualysFront;
import io.sluice.sandbox.qualys.gateway.GatewayFront;
import io.sluice.sandbox.servicenow.ServiceNowFront;
import io.sluice.sandbox.siem.SinkFront;
import io.sluice.sandbox.siem.SplunkFront;
import io.sluice.sandbox.siem.SyslogReceiver;
import io.sluice.sandbox.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The simulated outside world behind one port. Stopping it, or killing its process, loses nothing
/// that was answered: the next start in the same folder goes on from there.
public final class SandboxServer implements AutoCloseable {
    private final World world;
    private final Courier courier;
    private final SocketServer sockets;
    private final SyslogReceiver syslog;

    private SandboxServer(
            World world, Courier courier, SocketServer sockets, SyslogReceiver syslog) {
        this.world = world;
        this.courier = courier;
        this.sockets = sockets;
        this.syslog = syslog;
    }

    /// Opens the world and listens. Throws [IOException] when the port is taken and
    /// [IllegalStateException] when the folder is in use.
    public static SandboxServer start(SandboxOptions options) throws IOException {
        World world = World.open(options.data(), options.machine(), options.seed());
        try {
            List<Vendor> vendors =
                    List.of(
                            new AbuseFront(world),
                            new FeedFront(world),
                            new SplunkFront(world),
                            new SinkFront(world),
                            new AwsFront(world),
                            new QualysFront(world),
                            new GatewayFront(world),
                            new ServiceNowFront(world),
                            new KubernetesFront(world));
            SyslogReceiver syslog =
                    SyslogReceiver.start(world, options.host(), options.syslogPort());
            return listen(options, world, vendors, syslog);
        } catch (IOException | RuntimeException e) {
            world.close();
            throw e;
        }
    }

    private static SandboxServer listen(
            SandboxOptions options, World world, List<Vendor> vendors, SyslogReceiver syslog)
            throws IOException {
        try {
            ControlApi control = new ControlApi(world, Optional.of(syslog));
            FrontDoor door = new FrontDoor(world, vendors, "aws", control);
            SocketServer sockets = SocketServer.start(options.host(), options.port(), door);
            return new SandboxServer(world, Courier.start(world), sockets, syslog);
        } catch (IOException | RuntimeException e) {
            syslog.close();
            throw e;
        }
    }

    public int port() {
        return sockets.port();
    }

    /// The address that the vendors' prefixes follow, by host name.
    public String url() {
        return "http://localhost:" + port();
    }

    @Override
    public void close() {
        courier.close();
        syslog.close();
        sockets.close();
        world.close();
    }
}
