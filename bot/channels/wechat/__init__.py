"""WeChat Official Account: callbacks in, passive replies and customer-service messages out."""
