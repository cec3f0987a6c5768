# What stands round every page.

web-skip = Skip to content
web-demo-notice = This is a demo. Everybody can sign in, and everything may be reset.
