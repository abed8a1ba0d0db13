package io.sluice.app.security;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2PeopleStoresTest extends PeopleStoresContract {
    private static PeopleStores stores;

    @BeforeAll
    static void open() throws Exception {
        stores = PeopleStores.h2();
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
