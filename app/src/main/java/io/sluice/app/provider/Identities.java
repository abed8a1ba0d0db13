package io.sluice.app.provider;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.sluice.app.audit.Audits;
import io.sluice.app.problem.ApiProblem;
import io.sluice.app.problem.ErrorCode;
import io.sluice.app.profile.AppTables;
import io.sluice.app.security.Projects;
import io.sluice.app.security.Role;
import io.sluice.app.security.Tokens;
import io.sluice.app.user.UserNames;
import io.sluice.db.authored.Account;
import io.sluice.db.authored.Accounts;
import io.sluice.db.authored.Groups;
import io.sluice.engine.run.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is who. A person of a provider is known by issuer and subject and by nothing else: neither a
/// name nor an address of mail, verified or not, ever leads to an account that is there. At the
/// first time an account of its own is made, without a password; at each time its roles become
/// those of the groups that the provider tells, and so do the groups of people it is in.
@Component
class Identities {
    private static final int SUBJECT_LENGTH = 255;
    private static final int HASH_LENGTH = 12;
    private static final int ATTEMPTS = 20;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Groups groups;
    private final Audits audits;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Identities(
            JdbcClient jdbc,
            Accounts accounts,
            Groups groups,
            Audits audits,
            InstantSource clock,
            AppTables tables,
            PlatformTransactionManager transactions) {
        tables.require();
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.groups = groups;
        this.audits = audits;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// The user behind claims that have been checked.
    ///
    /// @throws ApiProblem NO_ROLE if none of the groups has a role here, or the account is disabled
    /// @throws ProviderFailure if the subject is none
    String user(Provider provider, IDTokenClaimsSet claims) throws ProviderFailure {
        var subject = claims.getSubject().getValue();
        if (subject.isBlank() || subject.length() > SUBJECT_LENGTH) {
            throw ProviderFailure.refused("the subject is blank or too long");
        }
        var theirs = Claims.texts(claims, provider.rolesClaim());
        var told =
                new Told(
                        provider,
                        keys(provider.rolesOf(theirs)),
                        provider.groupsOf(theirs).stream()
                                .filter(groups::exists)
                                .collect(Collectors.toSet()));
        var user =
                transaction.execute(_ ->
                        known(provider, subject)
                                .map(name -> refreshed(name, told))
                                .orElseGet(() -> made(subject, claims, told)));
        if (user.isEmpty()) {
            throw new ApiProblem(
                    ErrorCode.NO_ROLE,
                    "Expected one of your groups at "
                            + provider.title()
                            + " to have a role here, and your account not to be disabled; ask an"
                            + " administrator.");
        }
        return user.get();
    }

    /// What a provider says of somebody.
    ///
    /// @param groups those that there are
    private record Told(Provider provider, Set<String> roles, Set<String> groups) {
        boolean nothing() {
            return roles.isEmpty() && groups.isEmpty();
        }
    }

    private Optional<String> known(Provider provider, String subject) {
        return jdbc.sql(
                        """
                        select user_name from provider_identity
                        where issuer = :issuer and subject = :subject
                        """)
                .param("issuer", provider.issuer())
                .param("subject", subject)
                .query(String.class)
                .optional();
    }

    /// @return empty if the user may not come in
    private Optional<String> refreshed(String name, Told told) {
        var account = accounts.find(Projects.DEFAULT, name);
        if (account.isEmpty() || account.get().disabled()) {
            return Optional.empty();
        }
        if (!account.get().roles().equals(told.roles())) {
            accounts.update(
                    Projects.DEFAULT,
                    name,
                    Optional.of(told.roles()),
                    Optional.empty(),
                    Optional.empty(),
                    clock.instant());
            write("user.change", name, told.roles());
        }
        join(name, told);
        return Optional.of(name).filter(_ -> !told.nothing());
    }

    private void join(String name, Told told) {
        var provider = told.provider().id();
        for (var group : groups.told(name, provider, told.groups())) {
            audits.write(
                    Projects.DEFAULT,
                    new Actor("user", name),
                    told.groups().contains(group) ? "group.put-in" : "group.take-out",
                    group,
                    Map.of("user", name, "by", provider));
        }
    }

    private Optional<String> made(String subject, IDTokenClaimsSet claims, Told told) {
        if (told.nothing()) {
            return Optional.empty();
        }
        var provider = told.provider();
        var name = free(provider, subject, Claims.name(claims, provider.nameClaim()));
        accounts.create(
                Projects.DEFAULT, new Account(name, "", false, told.roles(), clock.instant()));
        join(name, told);
        jdbc.sql(
                        """
                        insert into provider_identity
                            (issuer, subject, user_name, provider, linked_at)
                        values (:issuer, :subject, :name, :provider, :now)
                        """)
                .param("issuer", provider.issuer())
                .param("subject", subject)
                .param("name", name)
                .param("provider", provider.id())
                .param("now", clock.instant().toEpochMilli())
                .update();
        write("user.create", name, told.roles());
        return Optional.of(name);
    }

    /// A name nobody has, not even in other letters: the wish if it has the form of one, with the
    /// provider's id and a number behind it as long as it is taken.
    private String free(Provider provider, String subject, Optional<String> wish) {
        var base =
                wish.filter(UserNames::isName)
                        .orElseGet(() ->
                                provider.id()
                                        + "-"
                                        + Tokens.hash(subject).substring(0, HASH_LENGTH));
        return Stream.concat(
                        Stream.of(base, base + "." + provider.id()),
                        Stream.iterate(2, number -> number + 1)
                                .limit(ATTEMPTS)
                                .map(number -> base + "." + provider.id() + number))
                .filter(name -> UserNames.isName(name) && !accounts.taken(name))
                .findFirst()
                .orElseThrow(() ->
                        new ApiProblem(
                                ErrorCode.EXISTS,
                                "Expected a name that is free, found '" + base + "' taken."));
    }

    private void write(String action, String name, Set<String> roles) {
        audits.write(
                Projects.DEFAULT,
                new Actor("user", name),
                action,
                name,
                Map.of("roles", List.copyOf(roles).stream().sorted().toList(), "by", "provider"));
    }

    private static Set<String> keys(Set<Role> roles) {
        return roles.stream().map(Role::key).collect(Collectors.toSet());
    }
}
