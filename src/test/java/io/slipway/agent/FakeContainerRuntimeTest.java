package io.slipway.agent;

/** The fake keeps the contract, so that tests on it mean something. */
class FakeContainerRuntimeTest extends ContainerRuntimeContract {

    private static final String IMAGE = "sha256:" + "1".repeat(64);

    @Override
    ContainerRuntime runtime() {
        return new FakeContainerRuntime().withImage("test:1", FakeContainerRuntime.facts(IMAGE));
    }

    @Override
    String imageId() {
        return IMAGE;
    }

    @Override
    String address(int number) {
        return "10.210.30." + number;
    }
}
