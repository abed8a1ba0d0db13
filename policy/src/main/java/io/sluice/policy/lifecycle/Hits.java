package io.sluice.policy.lifecycle;

/// What a policy has hit, or would have, since its audit began.
public sealed interface Hits {
    /// Nothing tells: no feed of hits covers the policy. This is never the same as none.
    record Unknown(String why) implements Hits {}

    /// @param total how often
    /// @param unexplained how many of them nobody has declared to be the attack it is made for
    record Known(long total, long unexplained) implements Hits {}
}
