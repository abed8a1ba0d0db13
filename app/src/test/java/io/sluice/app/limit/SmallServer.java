package io.sluice.app.limit;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/// The web server as the product has it, with one filter before some servlets, and with a second of
/// patience where the product has twenty.
public final class SmallServer implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    public SmallServer(Path folder, Filter filter, Map<String, Servlet> servlets) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector());
        var context = tomcat.addContext("", folder.toString());
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesThreadLocals(false);
            standard.setClearReferencesRmiTargets(false);
        }
        servlets.forEach((path, servlet) -> {
            Tomcat.addServlet(context, path, servlet);
            context.addServletMappingDecoded(path, path);
        });
        var filtered = new FilterDef();
        filtered.setFilterName("filter");
        filtered.setFilter(filter);
        context.addFilterDef(filtered);
        var everywhere = new FilterMap();
        everywhere.setFilterName("filter");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connector connector() {
        var connector = new Connector(PatientHttp.class.getName());
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty("connectionTimeout", "60000");
        connector.setProperty("patienceMillis", "1000");
        return connector;
    }

    public Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
    }

    public static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// The address it is at.
    String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
