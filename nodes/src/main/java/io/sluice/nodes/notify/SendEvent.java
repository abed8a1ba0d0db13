package io.sluice.nodes.notify;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.notify.EventForm.Config;
import io.sluice.nodes.notify.EventForm.EventPlan;
import io.sluice.nodes.notify.EventForm.Output;
import java.util.List;
import java.util.Optional;

/// Sends an event to any receiver. Of Splunk and syslog nobody can find out afterwards whether it
/// came.
final class SendEvent implements EffectNode<Config, EventPlan, Output> {
    private final SiemExport export;

    SendEvent(SiemExport export) {
        this.export = export;
    }

    @Override
    public Plan<EventPlan> plan(Config config, NodeContext context) throws NodeFailure {
        return EventForm.plan(config, receiver(config.connection(), context), context);
    }

    @Override
    public Optional<Output> preview(EventPlan plan) {
        return Optional.of(new Output(plan.id(), "(planned)", false));
    }

    @Override
    public Output execute(EventPlan plan, NodeContext context) throws NodeFailure {
        var receiver = receiver(plan.connection(), context);
        export.send(receiver, plan.id(), plan.body(), context);
        return EventForm.output(plan, receiver);
    }

    private static SiemReceiver receiver(String name, NodeContext context) throws NodeFailure {
        return SiemReceiver.of(context.connection(name, SiemReceiver.TYPE));
    }

    @Override
    public Reconciliation<Output> reconcile(EventPlan plan, NodeContext context) {
        return new Reconciliation.Unknown<>(
                "Whether event %s arrived is not known, and cannot be asked; search the SIEM for its id."
                        .formatted(plan.id()));
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.BLIND;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "siem.send-event",
                        1,
                        "Send event to SIEM",
                        NotifyNodes.CATEGORY,
                        "broadcast",
                        "Sends an event to a webhook, Splunk or syslog.",
                        """
                        Sends one event with its type, severity, title, subject and fields, and the run it comes from.

                        - **Webhook**: JSON, signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`,
                          `webhook-signature`). *Send webhook event* is the better choice where the receiver knows
                          repeats by their id.
                        - **Splunk**: an event of the HTTP Event Collector.
                        - **syslog**: RFC 5424 over UDP, TCP (octets counted) or TLS, its message JSON or CEF. Syslog
                          has no answer: that the message was handed over is all that is known.

                        **When the answer is lost** nobody can know whether the event arrived: the run asks a person,
                        unless the node is set to *at least once*, which suits most SIEMs. What is refused, or could
                        not be reached, was not sent. Texts cannot forge lines of a log: line ends and control
                        characters are taken out of titles, and escaped elsewhere.
                        """,
                        List.of(
                                "SIEM", "Splunk", "syslog", "CEF", "alert", "notify", "log",
                                "export"),
                        SiemReceiver.TYPE,
                        NotifyNodes.errors(),
                        List.of("Outbound to the receiver; at Splunk a HEC token."))
                .serving(Purpose.NOTIFY);
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<EventPlan> planType() {
        return EventPlan.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }
}
