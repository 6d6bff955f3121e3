"""Bridge."""
from otklik.attitudes.pack import THEMES, AttitudePack as TrainedPack, Classifier, Target, save
load = TrainedPack.load
__all__=["THEMES","TrainedPack","Classifier","Target","save","load"]
