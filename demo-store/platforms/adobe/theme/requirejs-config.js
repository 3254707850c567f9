// Names that Luma's modules use for each other.
require.config({
  paths: { jquery: 'lib/jquery', ko: 'lib/knockoutjs/knockout', configurable: 'Magento_ConfigurableProduct/js/configurable' },
});
