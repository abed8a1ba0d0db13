package io.sluice.nodes.notify;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends a mail. Nobody can take one back, nor find out afterwards whether it was taken.
final class SendMail implements EffectNode<SendMail.Config, SendMail.MailPlan, SendMail.Output> {
    private final SmtpWire wire;

    SendMail(SmtpWire wire) {
        this.wire = wire;
    }

    /// The mail.
    public record Config(
            @Field(
                            title = "Connection",
                            description = "The mail server.",
                            widget = "connection",
                            example = "\"mail\"")
                    String connection,
            @Field(
                            title = "To",
                            description = "Addresses, without names.",
                            example = "[\"soc@example.com\"]")
                    List<String> to,
            @Field(title = "Cc", description = "Others who see it.") @Nullable List<String> cc,
            @Field(title = "Bcc", description = "Others whom nobody sees.")
                    @Nullable List<String> bcc,
            @Field(
                            title = "Answers to",
                            description = "Where answers go; without one to the connection's.",
                            example = "\"soc@example.com\"")
                    @Nullable String replyTo,
            @Field(
                            title = "Subject",
                            description = "One line.",
                            example = "\"Instance i-0aa11bb22cc33dd44 is in quarantine\"")
                    String subject,
            @Field(
                            title = "Text",
                            description =
                                    "Plain; empty lines part paragraphs. Tags in it are shown as they are.",
                            widget = "multiline")
                    String text,
            @Field(
                            title = "Details",
                            description = "Names and values, shown as a table under the text.",
                            widget = "key-value")
                    @Nullable Map<String, @Nullable Object> details) {}

    /// @param messageId without brackets
    /// @param server where the mail goes, for people
    public record MailPlan(
            String connection,
            String server,
            String messageId,
            String from,
            List<String> to,
            List<String> cc,
            List<String> bcc,
            String replyTo,
            String subject,
            String text,
            String html) {
        Letter letter() {
            return new Letter(messageId, from, to, cc, bcc, replyTo, subject, text, html);
        }
    }

    /// What was sent.
    public record Output(
            @Field(title = "Message-ID", description = "By which mail servers' logs know it.")
                    String messageId,
            @Field(title = "Recipients", description = "How many.") long recipients) {}

    @Override
    public Plan<MailPlan> plan(Config config, NodeContext context) throws NodeFailure {
        var server = SmtpServer.of(context.connection(config.connection(), SmtpServer.TYPE));
        var details =
                config.details() == null
                        ? Map.<String, @Nullable Object>of()
                        : new LinkedHashMap<>(config.details());
        var plan =
                new MailPlan(
                        config.connection(),
                        server.where(),
                        context.effectKey() + "@" + MailAddresses.domain(server.from()),
                        server.from(),
                        config.to(),
                        config.cc() == null ? List.of() : config.cc(),
                        config.bcc() == null ? List.of() : config.bcc(),
                        config.replyTo() == null ? "" : config.replyTo(),
                        config.subject(),
                        LetterText.plain(config.text(), details),
                        LetterText.html(config.text(), details));
        plan.letter().check();
        server.requireAllowed(plan.letter().recipients());
        return Plan.of(plan, change(plan));
    }

    private static Change change(MailPlan plan) {
        var mail = new LinkedHashMap<String, @Nullable Object>();
        mail.put("from", plan.from());
        mail.put("to", plan.to());
        mail.put("cc", plan.cc());
        mail.put("bcc", plan.bcc());
        mail.put("subject", plan.subject());
        mail.put("text", plan.text());
        return new Change(
                "send",
                plan.connection(),
                "",
                null,
                mail,
                "Send the mail '%s' to %s"
                        .formatted(plan.subject(), String.join(", ", plan.letter().recipients())));
    }

    @Override
    public Optional<Output> preview(MailPlan plan) {
        return Optional.of(output(plan));
    }

    private static Output output(MailPlan plan) {
        return new Output("<" + plan.messageId() + ">", plan.letter().recipients().size());
    }

    @Override
    public Output execute(MailPlan plan, NodeContext context) throws NodeFailure {
        var server = SmtpServer.of(context.connection(plan.connection(), SmtpServer.TYPE));
        wire.send(server, plan.letter(), context);
        return output(plan);
    }

    @Override
    public Reconciliation<Output> reconcile(MailPlan plan, NodeContext context) {
        return new Reconciliation.Unknown<>(
                "Whether %s took the mail is not known, and cannot be asked; search its log for <%s>."
                        .formatted(plan.server(), plan.messageId()));
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.BLIND;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "mail.send",
                        1,
                        "Send e-mail",
                        NotifyNodes.CATEGORY,
                        "mail",
                        "Sends an e-mail to people.",
                        """
                        Sends one mail to at most 50 recipients, as plain text and as HTML made of it. The text is never taken for
                        HTML: what a finding or a name brings along is shown as it is, and links in it are not made to be followed.

                        The server takes the mail for all recipients or for none: when it refuses one address, nobody gets it.

                        **When the answer is lost** after the mail was handed over, nobody can know whether it goes out: the run asks a
                        person, who can look for its `Message-ID` in the server's log. It is the same in every attempt of this step, so
                        that many mailboxes show a repeat once. Whatever broke off before was not sent. A mail cannot be undone.

                        Line ends in the subject or in an address are refused: they would be headers of their own.
                        """,
                        List.of("mail", "e-mail", "email", "SMTP", "notify", "message", "tell"),
                        SmtpServer.TYPE,
                        SmtpTypes.errors(),
                        List.of(SmtpTypes.PERMISSION))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<MailPlan> planType() {
        return MailPlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
