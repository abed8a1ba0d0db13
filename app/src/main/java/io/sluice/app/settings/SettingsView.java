package io.sluice.app.settings;

import org.jspecify.annotations.Nullable;

/// @param soloApproval the requester or author of a run may approve it
/// @param publicUrl the address at which people reach this server; null for its own
record SettingsView(boolean soloApproval, @Nullable String publicUrl) {}
