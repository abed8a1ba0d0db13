package io.sluice.nodes.notify;

import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.NodeFailure.Fault;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Purpose;
import io.sluice.engine.node.Reconciliation;
import io.sluice.nodes.notify.EventForm.Config;
import io.sluice.nodes.notify.EventForm.EventPlan;
import io.sluice.nodes.notify.EventForm.Output;
import java.util.List;
import java.util.Optional;

/// Sends an event to a webhook that knows a repeated message by its id: after a lost answer it is
/// sent again, id and body unchanged.
final class SendWebhook implements EffectNode<Config, EventPlan, Output> {
    private final SiemExport export;

    SendWebhook(SiemExport export) {
        this.export = export;
    }

    @Override
    public Plan<EventPlan> plan(Config config, NodeContext context) throws NodeFailure {
        return EventForm.plan(config, receiver(config.connection(), context), context);
    }

    @Override
    public Optional<Output> preview(EventPlan plan) {
        return Optional.of(new Output(plan.id(), "webhook", true));
    }

    @Override
    public Output execute(EventPlan plan, NodeContext context) throws NodeFailure {
        var receiver = receiver(plan.connection(), context);
        export.send(receiver, plan.id(), plan.body(), context);
        return EventForm.output(plan, receiver);
    }

    private static SiemReceiver receiver(String name, NodeContext context) throws NodeFailure {
        return switch (SiemReceiver.of(context.connection(name, SiemReceiver.TYPE))) {
            case SiemReceiver.Webhook webhook -> webhook;
            case SiemReceiver.Splunk _, SiemReceiver.Syslog _ ->
                    throw NodeFailure.permanent(
                            "siem.bad-config",
                            Fault.USER,
                            "Expected connection '%s' to be a webhook; use siem.send-event for others."
                                    .formatted(name));
        };
    }

    @Override
    public Reconciliation<Output> reconcile(EventPlan plan, NodeContext context) {
        return new Reconciliation.Unknown<>(
                "The answer to event %s was lost; sent again under its id it is taken once."
                        .formatted(plan.id()));
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.TOKEN;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                        "siem.send-webhook",
                        1,
                        "Send webhook event",
                        NotifyNodes.CATEGORY,
                        "webhook",
                        "Sends a signed event to a webhook that takes each id once.",
                        """
                        Sends one event as JSON, signed as Standard Webhooks says: `webhook-id` is the same in every
                        attempt of this step and another in every other step, `webhook-timestamp` is the time of
                        sending, `webhook-signature` is `v1,` and the Base64 of the HMAC-SHA256 over id, time and body.

                        **When the answer is lost**, or is 5xx, 408, 409 or 425, the same event is sent again under the
                        same id until the receiver answers. Use this only for receivers that keep to Standard Webhooks
                        and drop an id they know; for others *Send event to SIEM* is honest about a lost answer.
                        """,
                        List.of(
                                "SIEM",
                                "webhook",
                                "notify",
                                "alert",
                                "Standard Webhooks",
                                "export"),
                        SiemReceiver.TYPE,
                        NotifyNodes.errors(),
                        List.of("Outbound HTTP or HTTPS to the receiver."))
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
