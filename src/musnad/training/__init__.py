"""Room `training`: corpus → heads → ONNX. Nothing at run time imports it.

It needs the extra `train`. The modules that use PyTorch are imported by name, so that the others
can be tested without it.
"""
