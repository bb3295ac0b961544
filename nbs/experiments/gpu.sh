#!/bin/sh
# All measurements that need a GPU, in one run of a few minutes. From the repository's root:
#   sh nbs/experiments/gpu.sh
# The notebooks read what it writes to nbs/experiments/results/; rows that are not there yet say so.
set -eu
out=nbs/experiments/results
# 32 Conv4 teachers, batched against the sequential float32 reference; and the alternatives for each part
tgr bench inversion --teachers 32 --images-per-class 30 --iters 60 --repeats 3 --parts --device cuda --out $out/inversion_cuda.json
# a zoo of 100 Conv4 teachers, 60 pictures a class, with the default method and number of steps
tgr bench inversion --teachers 100 --images-per-class 60 --iters 30 --method shared --width 32 --repeats 1 --no-reference --device cuda --out $out/inversion_zoo_cuda.json
# the embedding of 100 tasks of 150 pictures, and groups of up to 10,000 models
tgr bench embedding --models 100 --device cuda --out $out/embedding_speed_cuda.json
tgr bench grouping --models 100 1000 10000 --numbers 256 8000 --embedding $out/embedding_fidelity.safetensors --device cuda --out $out/grouping_scaling_cuda.json
