package io.sluice.app.secret;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// `%m` of log lines, without secrets.
public final class BlottingMessages extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return KnownSecrets.blot(super.convert(event));
    }
}
