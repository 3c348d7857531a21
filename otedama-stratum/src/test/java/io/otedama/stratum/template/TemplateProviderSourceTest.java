package io.otedama.stratum.template;

import io.otedama.chain.BlockTemplate;
import io.otedama.chain.Hash256;
import io.otedama.spi.TemplateSource;
import io.otedama.spi.TemplateSourceContract;
import io.otedama.testkit.FakeNode;

class TemplateProviderSourceTest extends TemplateSourceContract {
    @Override
    protected Fixture open() {
        FakeNode inner = new FakeNode(FakeNode.EASY_BITS);
        inner.silent = true;
        FakeTemplateProvider provider = FakeTemplateProvider.plain();
        TemplateProviderNode node =
                new TemplateProviderNode(inner, TemplateProviderConfig.plain("127.0.0.1", provider.port()));
        return new Fixture() {
            private BlockTemplate work = SampleTemplates.on(100, 1);

            @Override
            public TemplateSource source() {
                return node.templates();
            }

            @Override
            public void start() {
                provider.publish(work, true);
                node.start();
            }

            @Override
            public Hash256 tip() {
                return work.previousBlock();
            }

            @Override
            public void newTip() {
                work = SampleTemplates.on(work.height() + 1, 1);
                provider.publish(work, true);
            }

            @Override
            public void close() {
                node.close();
                provider.close();
            }
        };
    }
}
