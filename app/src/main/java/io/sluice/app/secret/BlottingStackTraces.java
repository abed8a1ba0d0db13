package io.sluice.app.secret;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// `%ex` of log lines, without secrets.
public final class BlottingStackTraces extends ThrowableProxyConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return KnownSecrets.blot(super.convert(event));
    }
}
