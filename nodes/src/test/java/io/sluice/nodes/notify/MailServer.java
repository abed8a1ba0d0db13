package io.sluice.nodes.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A mail server over real sockets, as far as RFC 5321 goes for one who submits: it keeps what it
/// was told and the mails it took, and can be made to behave badly.
public final class MailServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Optional<SSLContext> tls;
    private final boolean atOnce;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile boolean startTls = true;
    private volatile String login = "";
    private volatile String hangsUpAt = "";

    private MailServer(Optional<SSLContext> tls, boolean atOnce) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.atOnce = atOnce;
        Thread.ofVirtual().start(this::accept);
    }

    /// In the clear only.
    public static MailServer plain() throws IOException {
        return new MailServer(Optional.empty(), false);
    }

    /// With STARTTLS.
    static MailServer upgrading(SSLContext tls) throws IOException {
        return new MailServer(Optional.of(tls), false);
    }

    /// In TLS from the first byte.
    static MailServer secured(SSLContext tls) throws IOException {
        return new MailServer(Optional.of(tls), true);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// Does not offer STARTTLS, as if somebody between had taken it out.
    void stripped() {
        startTls = false;
    }

    void wants(String user, String password) {
        login = user + ":" + password;
    }

    /// What it answers to commands that begin so.
    void answers(String command, String answer) {
        answers.put(command, answer);
    }

    /// Closes the connection rather than answer.
    void hangsUpAt(String command) {
        hangsUpAt = command;
    }

    /// Each line that was said to it, but for mails; those said in TLS begin with a `*`.
    List<String> told() {
        return told;
    }

    public List<String> mails() {
        return mails;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            var socket = atOnce ? secured(accepted) : accepted;
            new Conversation(socket).go();
        } catch (IOException | UncheckedIOException e) {
            // The other side has gone.
        }
    }

    private Socket secured(Socket plain) throws IOException {
        var socket =
                (SSLSocket)
                        tls.orElseThrow()
                                .getSocketFactory()
                                .createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private final class Conversation {
        private Socket socket;
        private BufferedReader in;
        private OutputStream out;

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            in = reader(socket);
            out = socket.getOutputStream();
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void go() throws IOException {
            say(answers.getOrDefault("greeting", "220 mail.test ESMTP"));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                told.add((socket instanceof SSLSocket ? "*" : "") + line);
                if (!hangsUpAt.isEmpty() && line.startsWith(hangsUpAt)) {
                    socket.close();
                    return;
                }
                if (!answered(line)) {
                    return;
                }
            }
        }

        private boolean answered(String line) throws IOException {
            var special = special(line);
            if (special != null) {
                say(special);
                return true;
            }
            var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(extensions());
                case "STARTTLS" -> upgrade();
                case "AUTH" -> authenticate(line);
                case "DATA" -> take();
                case "QUIT" -> say("221 bye");
                default -> say("250 ok");
            }
            return !verb.equals("QUIT");
        }

        private @Nullable String special(String line) {
            return answers.entrySet().stream()
                    .filter(one -> line.startsWith(one.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }

        private String extensions() {
            boolean secure = socket instanceof SSLSocket;
            var lines = new StringBuilder("250-mail.test\r\n");
            if (tls.isPresent() && !secure && startTls) {
                lines.append("250-STARTTLS\r\n");
            }
            if (!login.isEmpty()) {
                lines.append("250-AUTH PLAIN LOGIN\r\n");
            }
            return lines.append("250 8BITMIME").toString();
        }

        private void upgrade() throws IOException {
            say("220 go on");
            socket = secured(socket);
            in = reader(socket);
            out = socket.getOutputStream();
        }

        private void authenticate(String line) throws IOException {
            var words = line.split(" ");
            var given = new String(Base64.getDecoder().decode(words[2]), StandardCharsets.UTF_8);
            var named = given.substring(given.indexOf('\0') + 1);
            say(
                    named.replace('\0', ':').equals(login)
                            ? "235 welcome"
                            : "535 5.7.8 not with " + words[2]);
        }

        private void take() throws IOException {
            say("354 go on");
            var mail = new StringBuilder();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".")) {
                    if (hangsUpAt.equals(".")) {
                        mails.add(mail.toString());
                        socket.close();
                        return;
                    }
                    var refused = answers.get(".");
                    if (refused == null) {
                        mails.add(mail.toString());
                    }
                    say(refused == null ? "250 taken" : refused);
                    return;
                }
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
        }

        private void say(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
