from hypothesis import settings

# machines are noisy: how long an example takes says nothing of whether it is right
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
