package io.sluice.app.cli.demo;

import io.sluice.app.cli.ApiClient;
import io.sluice.app.cli.CliFailure;
import io.sluice.app.cli.Screen;
import io.sluice.app.cli.TemplateCommands;
import io.sluice.app.cli.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes everything ready: the workflow installed, published and enabled, a machine launched.
final class Stage {
    private static final int TRURISK = 934;

    private final ApiClient api;
    private final Screen screen;
    private String workflow = "";

    Stage(ApiClient api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    void set(String template) {
        if (!api.get("/session").flag("sandbox")) {
            throw CliFailure.usage(
                    "Expected a server with its sandbox, found none; start it with './sluice start'.");
        }
        allowSolo();
        var name = api.get("/templates/" + ApiClient.encode(template)).text("name");
        var installed =
                api.get("/workflows", Map.of("limit", "500")).list().stream()
                        .filter(one -> one.text("name").equals(name))
                        .findFirst();
        var found = installed.orElseGet(() -> install(template));
        workflow = found.text("id");
        if (found.text("publishedVersion").isEmpty()) {
            publish();
        }
        if (!found.flag("enabled")) {
            api.post("/workflows/" + workflow + "/enable", Map.of());
            screen.line("✔ Enabled: it now starts by itself when a VM starts");
        }
    }

    /// Whoever runs the demo is requester and approver at once; the setting is told and audited.
    private void allowSolo() {
        var settings = api.get("/settings");
        if (settings.flag("soloApproval")) {
            return;
        }
        var changed = new LinkedHashMap<String, @Nullable Object>();
        changed.put("soloApproval", true);
        changed.put("publicUrl", settings.at("publicUrl").value());
        api.put("/settings", changed);
        screen.line("! Set: one person may approve the own run (for the demo; in the audit log)");
    }

    private Tree install(String template) {
        var made = TemplateCommands.install(api, template, null, Map.of());
        screen.line("✔ Installed the template " + template);
        return made;
    }

    private void publish() {
        var draft = api.get("/workflows/" + workflow);
        api.post(
                "/workflows/" + workflow + "/publish",
                Map.of("comment", "Published by the demo"),
                Map.of("If-Match", "\"" + draft.text("revision") + "\""));
        screen.line("✔ Published it");
    }

    LaunchedVm launch() {
        var wish = new LinkedHashMap<String, @Nullable Object>();
        wish.put("publicIp", true);
        wish.put("truRisk", TRURISK);
        wish.put("missingPatches", 3);
        wish.put("scanOutcome", "finished");
        wish.put("patchOutcome", "ok");
        var vm = api.post("/sandbox/vms", wish);
        var launched = LaunchedVm.of(vm);
        screen.line(
                "✔ Launched "
                        + launched.instanceId()
                        + " ("
                        + launched.name()
                        + ") with a public address"
                        + (vm.text("publicIp").isEmpty() ? "" : ", " + vm.text("publicIp")));
        return launched;
    }

    /// The run that the machine's event starts.
    String awaitRun(LaunchedVm vm, Deadline deadline) {
        while (true) {
            var started =
                    api.get("/runs", Map.of("workflow", workflow, "limit", "20")).list().stream()
                            .filter(run -> run.text("key").contains(vm.instanceId()))
                            .findFirst();
            if (started.isPresent()) {
                var id = started.get().text("id");
                screen.line("✔ Its event started run " + id + "  " + api.pageUrl("/runs/" + id));
                screen.line("");
                return id;
            }
            deadline.pause("the event of " + vm.instanceId() + " to start a run");
        }
    }
}
