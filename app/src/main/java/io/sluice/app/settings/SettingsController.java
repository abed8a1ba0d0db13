package io.sluice.app.settings;

import io.sluice.app.problem.Input;
import io.sluice.app.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What an administrator decides for the installation.
@RestController
class SettingsController {
    private final InstallationSettings settings;

    SettingsController(InstallationSettings settings) {
        this.settings = settings;
    }

    record SettingsChange(
            @Nullable Boolean soloApproval,
            @Nullable Boolean soloPublish,
            @Nullable String publicUrl) {}

    @GetMapping("/api/v1/settings")
    SettingsView show(Caller caller) {
        return settings.show(caller);
    }

    @PutMapping("/api/v1/settings")
    SettingsView change(Caller caller, @RequestBody SettingsChange body) {
        return settings.change(
                caller,
                Input.required(body.soloApproval(), "/soloApproval"),
                body.soloPublish(),
                body.publicUrl());
    }
}
