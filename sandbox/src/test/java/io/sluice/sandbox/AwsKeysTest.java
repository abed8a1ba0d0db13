package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/// Who may call AWS: the account's key, temporary keys of a role, and nobody else.
class AwsKeysTest {
    @TempDir Path folder;
    private RunningSandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = RunningSandbox.in(folder);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Ec2Client ec2(AwsCredentials credentials) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(sandbox.url() + "/aws"))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    @Test
    void refusesAForgedSignature() {
        try (Ec2Client forged = ec2(AwsBasicCredentials.create("AKIASANDBOX", "guess"))) {
            assertThatThrownBy(forged::describeInstances)
                    .isInstanceOfSatisfying(
                            Ec2Exception.class,
                            e -> {
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("AuthFailure");
                                assertThat(e.statusCode()).isEqualTo(401);
                            });
        }
    }

    @Test
    void givesTemporaryKeysForARoleOfTheAccount() {
        StsClient sts =
                StsClient.builder()
                        .endpointOverride(URI.create(sandbox.url() + "/aws"))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                "AKIASANDBOX", "sandbox-secret")))
                        .build();
        Credentials key =
                sts.assumeRole(r ->
                                r.roleArn("arn:aws:iam::111122223333:role/flow")
                                        .roleSessionName("run-1")
                                        .externalId("tenant"))
                        .credentials();

        try (Ec2Client assumed =
                ec2(
                        AwsSessionCredentials.create(
                                key.accessKeyId(), key.secretAccessKey(), key.sessionToken()))) {
            assertThat(assumed.describeInstances().reservations()).isEmpty();
        }
        assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
        assertThatThrownBy(() ->
                        sts.assumeRole(r ->
                                r.roleArn("arn:aws:iam::999999999999:role/x")
                                        .roleSessionName("run-1")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("not authorized");
        sts.close();
    }
}
