package io.sluice.nodes.intel;

import io.sluice.engine.node.NodeContext;
import io.sluice.nodes.intel.FeedContent.Mention;
import io.sluice.nodes.intel.FeedCopies.Copy;
import io.sluice.nodes.intel.FeedCopies.State;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks all sources about many values. Feeds are brought up to date once; the reputation service is
/// asked value by value, as long as there is time and no more often than allowed.
final class Inquiry {
    /// Left for the rest of the step.
    private static final Duration RESERVE = Duration.ofMillis(500);

    private final AbuseIpDb abuse;
    private final Optional<AbuseIpDb.Account> account;
    private final Map<Feed, State> feeds = new LinkedHashMap<>();
    private final NodeContext context;
    private final Duration timeout;
    private final int mostLookups;
    private int lookups;

    Inquiry(
            AbuseIpDb abuse,
            Optional<AbuseIpDb.Account> account,
            NodeContext context,
            Duration timeout,
            int mostLookups) {
        this.abuse = abuse;
        this.account = account;
        this.context = context;
        this.timeout = timeout;
        this.mostLookups = mostLookups;
    }

    void include(Feed feed, FeedCopies copies) {
        var state = copies.current(feed, new Hurried(context, timeout.multipliedBy(4)));
        switch (state) {
            case State.Current _ -> {}
            case State.Old(var copy, var why) ->
                    context.log(
                            "Feed %s: %s; its copy of %s is used."
                                    .formatted(feed.name(), why, copy.asOf()));
            case State.Missing(var why) -> context.log("Feed %s: %s".formatted(feed.name(), why));
        }
        feeds.put(feed, state);
    }

    int lookups() {
        return lookups;
    }

    List<Opinion> about(String canonical, InetAddress address) {
        var opinions = new ArrayList<Opinion>();
        account.ifPresent(own -> opinions.add(score(own, canonical)));
        feeds.forEach((feed, state) ->
                opinions.add(
                        read(feed, state, copy -> copy.content().mentions(address), "addresses")));
        return opinions;
    }

    /// The reputation service knows no names.
    List<Opinion> about(String domain) {
        var opinions = new ArrayList<Opinion>();
        feeds.forEach((feed, state) ->
                opinions.add(read(feed, state, copy -> copy.content().mentions(domain), "names")));
        return opinions;
    }

    private Opinion score(AbuseIpDb.Account own, String address) {
        var kept = abuse.kept(own, address, context.now());
        if (kept.isPresent()) {
            return kept.get();
        }
        if (lookups >= mostLookups) {
            return AbuseIpDb.silent(own, "more than %d lookups in one step".formatted(mostLookups));
        }
        if (context.remaining().compareTo(RESERVE) <= 0) {
            return AbuseIpDb.silent(own, "no time was left to ask");
        }
        lookups++;
        return abuse.ask(own, address, new Hurried(context, timeout));
    }

    private interface Listing {
        Mention in(Copy copy);
    }

    /// What an old copy lists is still listed; what it does not list may be listed by now.
    private static Opinion read(Feed feed, State state, Listing listing, String kind) {
        return switch (state) {
            case State.Current(var copy) when listing.in(copy) != Mention.NOT ->
                    new Opinion.Listed(
                            feed.name(), copy.asOf(), listing.in(copy) == Mention.WHOLE, "");
            case State.Current(var copy) when !speaks(copy, kind) ->
                    new Opinion.NotMine(feed.name(), copy.asOf());
            case State.Current(var copy) -> new Opinion.NotListed(feed.name(), copy.asOf());
            case State.Old(var copy, var _) when listing.in(copy) != Mention.NOT ->
                    new Opinion.Listed(
                            feed.name(),
                            copy.asOf(),
                            listing.in(copy) == Mention.WHOLE,
                            " as of " + copy.asOf());
            case State.Old(var copy, var _) when !speaks(copy, kind) ->
                    new Opinion.NotMine(feed.name(), copy.asOf());
            case State.Old(var copy, var why) ->
                    new Opinion.Silent(
                            feed.name(),
                            copy.asOf(),
                            "%s: %s; its copy of %s does not list it"
                                    .formatted(feed.name(), why, copy.asOf()));
            case State.Missing(var why) ->
                    new Opinion.Silent(feed.name(), Instant.EPOCH, feed.name() + ": " + why);
        };
    }

    /// A list of addresses says nothing of names. One that is empty speaks of addresses.
    private static boolean speaks(Copy copy, String kind) {
        return kind.equals("names")
                ? copy.content().hasNames()
                : copy.content().addresses().size() > 0 || !copy.content().hasNames();
    }
}
