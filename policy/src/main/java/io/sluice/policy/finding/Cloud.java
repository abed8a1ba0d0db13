package io.sluice.policy.finding;

/// The account in which it was detected; empty texts where the finding does not say.
///
/// @param provider `AWS`, `AZURE`, `GCP`
public record Cloud(String provider, String account, String region) {
    public static final Cloud UNKNOWN = new Cloud("", "", "");
}
