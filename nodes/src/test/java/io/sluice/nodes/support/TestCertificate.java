package io.sluice.nodes.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for `localhost` that nobody else has signed.
///
/// @param pem the certificate, for those who trust it
/// @param server what a server with it speaks TLS by
public record TestCertificate(String pem, SSLContext server) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /// @param folder where the JDK's keytool may write
    public static TestCertificate in(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        var file = folder.resolve("server.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                tool,
                                "-genkeypair",
                                "-alias",
                                "s",
                                "-keyalg",
                                "EC",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD),
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var encoded =
                Base64.getMimeEncoder().encodeToString(store.getCertificate("s").getEncoded());
        return new TestCertificate(
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n",
                context(store));
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
