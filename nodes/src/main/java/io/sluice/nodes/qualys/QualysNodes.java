package io.sluice.nodes.qualys;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeProvider;
import io.sluice.engine.node.NodeType;
import io.sluice.engine.node.OptionSource;
import io.sluice.engine.node.PermissionDocument;
import io.sluice.engine.node.TriggerType;
import io.sluice.nodes.qualys.client.Qualys;
import io.sluice.nodes.support.PermissionTable;
import io.sluice.nodes.support.VendorHttp;
import java.util.List;
import java.util.Map;

/// The Qualys node types and their connection type.
public final class QualysNodes implements NodeProvider {
    @Override
    public List<NodeType<?, ?>> nodeTypes(NodeEnvironment environment) {
        var qualys = new Qualys(new VendorHttp("qualys", environment));
        return List.of(
                new FindHost(qualys),
                new TagAsset(qualys),
                new UntagAsset(qualys),
                new PerimeterScan(qualys),
                new ReadTruRisk(qualys),
                new PatchJob(qualys));
    }

    @Override
    public List<TriggerType<?, ?>> triggerTypes() {
        return List.of(new CdrPoll(), new CdrPush());
    }

    @Override
    public List<PermissionDocument> permissionDocuments(
            String connectionType, Map<String, String> settings, Map<String, List<String>> needed) {
        var table = PermissionTable.of("Qualys", needed);
        return table.isEmpty()
                ? List.of()
                : List.of(
                        new PermissionDocument(
                                "Rights of the Qualys user",
                                "text",
                                table,
                                "By module, with the steps that need each. Put them in a role of"
                                        + " their own under Administration, give it to the user"
                                        + " together with API access, and put the assets and tags"
                                        + " that workflows are about in the user's scope."));
    }

    @Override
    public List<OptionSource> optionSources(NodeEnvironment environment) {
        return QualysOptions.all(new Qualys(new VendorHttp("qualys", environment)));
    }

    @Override
    public List<ConnectionType> connectionTypes() {
        return List.of(
                new ConnectionType(
                        Qualys.CONNECTION_TYPE,
                        "Qualys",
                        """
                        A Qualys user with **API access**; give it the role and asset scope its workflows need (see each
                        node's permissions). Log in once with a browser and accept the licence agreement, else every
                        call is refused. An account with SecurID cannot be used.

                        Both addresses depend on your platform and are listed at
                        [qualys.com/platform-identification](https://www.qualys.com/platform-identification/), as *API
                        server* and *API gateway*.
                        """,
                        List.of(
                                new Setting(
                                        "apiUrl",
                                        "API server",
                                        "Address of the API server of your platform.",
                                        true,
                                        false,
                                        "https://qualysapi.qualys.com"),
                                new Setting(
                                        "gatewayUrl",
                                        "API gateway",
                                        "Address of the gateway of your platform.",
                                        true,
                                        false,
                                        "https://gateway.qg1.apps.qualys.com"),
                                new Setting("username", "User name", "", true, false, "acme_sv1"),
                                new Setting("password", "Password", "", true, true, ""),
                                new Setting(
                                        "pollInterval",
                                        "Poll interval",
                                        "Wait between two looks at a scan or job, at least "
                                                + "PT1S. Every look counts against the"
                                                + " subscription's call budget; without one it "
                                                + "is PT60S.",
                                        false,
                                        false,
                                        "PT60S"),
                                new Setting(
                                        "foVersion",
                                        "API version",
                                        "Version of the scan, schedule and host APIs; "
                                                + "without one it is 2.0.",
                                        false,
                                        false,
                                        "2.0"))));
    }
}
