package io.sluice.sandbox;

import io.sluice.sandbox.aws.AwsFront;
import io.sluice.sandbox.control.ControlApi;
import io.sluice.sandbox.control.Courier;
import io.sluice.sandbox.gate.FrontDoor;
import io.sluice.sandbox.gate.Vendor;
import io.sluice.sandbox.http.SocketServer;
import io.sluice.sandbox.qualys.QualysFront;
import io.sluice.sandbox.qualys.gateway.GatewayFront;
import io.sluice.sandbox.servicenow.ServiceNowFront;
import io.sluice.sandbox.world.World;
import java.io.IOException;
import java.util.List;

/// The simulated outside world behind one port. Stopping it, or killing its process, loses nothing
/// that was answered: the next start in the same folder goes on from there.
public final class SandboxServer implements AutoCloseable {
    private final World world;
    private final Courier courier;
    private final SocketServer sockets;

    private SandboxServer(World world, Courier courier, SocketServer sockets) {
        this.world = world;
        this.courier = courier;
        this.sockets = sockets;
    }

    /// Opens the world and listens. Throws [IOException] when the port is taken and
    /// [IllegalStateException] when the folder is in use.
    public static SandboxServer start(SandboxOptions options) throws IOException {
        World world = World.open(options.data(), options.machine(), options.seed());
        try {
            List<Vendor> vendors =
                    List.of(
                            new AwsFront(world),
                            new QualysFront(world),
                            new GatewayFront(world),
                            new ServiceNowFront(world));
            FrontDoor door = new FrontDoor(world, vendors, "aws", new ControlApi(world));
            SocketServer sockets = SocketServer.start(options.host(), options.port(), door);
            return new SandboxServer(world, Courier.start(world), sockets);
        } catch (IOException | RuntimeException e) {
            world.close();
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
        sockets.close();
        world.close();
    }
}
