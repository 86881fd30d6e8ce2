"""What all screens of admin share: narrowed to what a user may see, every change in the trail."""
