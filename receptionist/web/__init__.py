"""The pages people open: templates, styles and ES modules, served without a build step."""
