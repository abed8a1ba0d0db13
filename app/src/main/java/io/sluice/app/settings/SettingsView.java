package io.sluice.app.settings;

import org.jspecify.annotations.Nullable;

/// @param soloApproval the requester or author of a run may approve it
/// @param soloPublish the author of a workflow that changes things outside may publish it
/// @param publicUrl the address at which people reach this server; null for its own
record SettingsView(boolean soloApproval, boolean soloPublish, @Nullable String publicUrl) {}
