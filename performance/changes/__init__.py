"""What has changed since somebody last asked, for systems that keep a copy: watched by triggers, numbered, told."""
