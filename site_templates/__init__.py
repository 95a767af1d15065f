"""The templates, styles and scripts of the site: data, found through this package."""
