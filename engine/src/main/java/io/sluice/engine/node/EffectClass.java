package io.sluice.engine.node;

/// What the provider offers against doing a thing twice.
public enum EffectClass {
    /// The provider takes our key and does the same request once: resend key and body.
    TOKEN,
    /// The result carries our key and can be searched: search, adopt, or resend after the
    /// provider's visibility window.
    PROBE,
    /// Setting a state: read; adopt if it is as wished, set again if unchanged, conflict if a third
    /// party changed it.
    CONVERGENT,
    /// Nothing helps: a person must say whether it happened.
    BLIND
}
