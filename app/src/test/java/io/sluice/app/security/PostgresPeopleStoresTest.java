package io.sluice.app.security;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresPeopleStoresTest extends PeopleStoresContract {
    private static PeopleStores stores;

    @BeforeAll
    static void open() throws Exception {
        stores = PeopleStores.postgres();
    }

    @AfterAll
    static void close() throws Exception {
        stores.close();
    }

    @Override
    PeopleStores stores() {
        return stores;
    }
}
