package io.otedama.node;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.TemplateSourceContract;

class CoreNodeTemplateSourceTest extends TemplateSourceContract {
    @Override
    protected Fixture open() {
        FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
        CoreNode node = TestNodes.builder(fake).build();
        return new Fixture() {
            @Override
            public TemplateSource source() {
                return node.templates();
            }

            @Override
            public void start() {
                node.start();
            }

            @Override
            public Hash256 tip() {
                return fake.chain().tip();
            }

            @Override
            public void newTip() {
                fake.chain().mine(1);
            }

            @Override
            public void close() {
                node.close();
                fake.close();
            }
        };
    }
}
