package io.sluice.nodes.notify;

import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// TLS to servers whose certificate is trusted and names them.
///
/// @param authority PEM of who signed the server's certificate; empty for those known anyway
record TrustedTls(String authority) {
    static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// A connection that stands already, from here on in TLS.
    Socket over(Socket plain, String server, int port) throws IOException, NodeFailure {
        var socket = (SSLSocket) factory().createSocket(plain, server, port, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(PROTOCOLS);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    SSLSocketFactory factory() throws IOException, NodeFailure {
        return authority.isBlank()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : trusting(authority);
    }

    private static SSLSocketFactory trusting(String pem) throws IOException, NodeFailure {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, each);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw NodeFailure.permanent(
                    "connection.bad-setting",
                    Fault.USER,
                    "Expected the CA certificate to be PEM, found something else; open Connections"
                            + " and mend it.");
        }
    }
}
